import { Skeleton } from "@/components/ui/skeleton";
import { words } from "@/components/overview/words";

export default function Loading() {
  return (
    <div role="status" aria-label={words.loading}>
      <Skeleton className="mb-6 h-7 w-48" />
      <div className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-24 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-80 rounded-lg" />
    </div>
  );
}
