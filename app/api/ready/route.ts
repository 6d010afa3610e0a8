import { operations } from "@/lib/api/operations";

export const dynamic = "force-dynamic";

export const GET = (request: Request) => operations.fetch(request);
