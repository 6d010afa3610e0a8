import { authHandler } from "@/lib/next/auth";

export { authHandler as GET, authHandler as POST };
