import type { MetadataRoute } from "next";
import { brand, navigation } from "@/components/shell/words";
import { paths } from "@/lib/paths";

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: brand.name,
    short_name: brand.name,
    description: brand.says,
    start_url: paths.queue,
    scope: "/",
    display: "standalone",
    background_color: "#f8f8f9",
    theme_color: "#3a4bd0",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: navigation.queue, url: paths.queue },
      { name: navigation.overview, url: paths.overview },
    ],
  };
}
