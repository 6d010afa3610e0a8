import { PaneSkeleton } from "@/components/queue/pane";

export default function Loading() {
  return <PaneSkeleton />;
}
