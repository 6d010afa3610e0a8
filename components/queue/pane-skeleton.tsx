import { Skeleton } from "@/components/ui/skeleton";
import { pane as words } from "./words";

/** In the shape of an action in full. Apart from it, so that the page that waits does not bring all of an action along. */
export const PaneSkeleton = () => (
  <div role="status" aria-label={words.loading} className="mx-auto w-full max-w-4xl flex-1 px-4 pt-12 sm:px-6">
    <Skeleton className="h-7 w-3/4" />
    <div className="mt-4 flex gap-1.5">
      {[20, 24, 28, 20].map((width, index) => (
        <Skeleton key={index} className="h-5" style={{ width: width * 4 }} />
      ))}
    </div>
    <div className="mt-6 h-32 rounded-lg border border-line bg-surface p-4">
      <Skeleton className="w-32" />
      <Skeleton className="mt-4 w-2/3" />
    </div>
    <div className="mt-4 h-64 rounded-lg border border-line bg-surface p-4">
      <Skeleton className="w-40" />
      <Skeleton className="mt-4 h-44 w-full" />
    </div>
  </div>
);
