"use client";

import { NumberedChoices } from "@/components/keys/numbered-choices";
import { Dialog } from "@/components/ui/dialog";
import { snooze as words } from "./words-decide";

/** Until when; null is until something happens to it. */
type Choice = { label: string; until: (now: Date) => Date | null };

const hours = (count: number) => (now: Date) => new Date(now.getTime() + count * 3_600_000);

/** In the person's own zone, as their day goes. */
function tomorrowMorning(now: Date): Date {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return morning;
}

const CHOICES: readonly Choice[] = [
  { label: words.hour, until: hours(1) },
  { label: words.threeHours, until: hours(3) },
  { label: words.tomorrow, until: tomorrowMorning },
  { label: words.untilSomething, until: () => null },
];

/** Puts it off, for this person only. In any case it is back before its deadline. */
export function SnoozeDialog({ close, snooze }: { close: () => void; snooze: (until: Date | null) => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={words.title} description={words.description}>
      <NumberedChoices
        label={words.howLong}
        choices={CHOICES.map(({ label }) => label)}
        choose={(index) => {
          close();
          const choice = CHOICES[index];
          if (choice) snooze(choice.until(new Date()));
        }}
      />
    </Dialog>
  );
}
