/** A delegation as people see it; moments are ISO 8601. `running` at this moment. */
export type DelegationLine = { id: string; from: { id: string; name: string }; to: { id: string; name: string }; startsAt: string; endsAt: string; note: string; running: boolean };
