import type { MetadataRoute } from "next";
import { paths } from "@/lib/paths";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Countersign",
    short_name: "Countersign",
    description: "Agents propose, people countersign.",
    start_url: paths.queue,
    display: "standalone",
    background_color: "#f8f8f9",
    theme_color: "#3a4bd0",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
