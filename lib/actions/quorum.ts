export type Slot = { group: string; approvals: number };
export type Voter = { personId: string; groups: readonly string[] };

/**
 * How far votes fill approval slots when one person fills one place only. Pure.
 * Finds the most places that can be filled at once (augmenting paths, so that a person in two groups
 * does not take the place that only somebody else could not fill either).
 */
export function fill(slots: readonly Slot[], voters: readonly Voter[]): { filled: boolean; open: Slot[] } {
  const places = slots.flatMap((slot, index) => Array.from({ length: slot.approvals }, () => index));
  const taken: (number | undefined)[] = places.map(() => undefined);

  const seat = (voter: number, tried: Set<number>): boolean =>
    places.some((slot, place) => {
      if (tried.has(place) || !voters[voter]!.groups.includes(slots[slot]!.group)) return false;
      tried.add(place);
      const sitting = taken[place];
      if (sitting !== undefined && !seat(sitting, tried)) return false;
      taken[place] = voter;
      return true;
    });
  voters.forEach((_, voter) => seat(voter, new Set()));

  const open = slots
    .map((slot, index) => ({ group: slot.group, approvals: places.filter((of, place) => of === index && taken[place] === undefined).length }))
    .filter((slot) => slot.approvals > 0);
  return { filled: open.length === 0, open };
}
