import { PaneSkeleton } from "@/components/queue/pane-skeleton";

export default function Loading() {
  return <PaneSkeleton />;
}
