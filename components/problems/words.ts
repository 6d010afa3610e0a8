export const problemPage = { status: (status: number) => `HTTP status ${status}` } as const;
