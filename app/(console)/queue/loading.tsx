import { PaneSkeleton } from "@/components/queue/pane-skeleton";
import { desk } from "@/components/queue/words";
import { Skeleton } from "@/components/ui/skeleton";

/** In the shape of what comes: rows on one side, an action on the other. */
export default function Loading() {
  return (
    <div data-desk className="flex h-full min-h-0">
      <div role="status" aria-label={desk.loading} className="w-full bg-surface lg:w-104 lg:shrink-0 lg:border-r lg:border-line xl:w-md">
        <div className="flex h-34 flex-col gap-3 border-b border-line px-4 pt-3">
          <Skeleton className="h-6 w-24" />
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-5 w-3/4" />
        </div>
        {Array.from({ length: 10 }, (_, row) => (
          <div key={row} className="flex h-13 flex-col justify-center gap-2 border-b border-line px-4 pl-9">
            <Skeleton className="h-3.5 w-4/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        ))}
      </div>
      <div className="hidden flex-1 lg:flex">
        <PaneSkeleton />
      </div>
    </div>
  );
}
