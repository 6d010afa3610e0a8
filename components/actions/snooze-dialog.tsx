"use client";

import { NumberedChoices } from "@/components/keys/numbered-choices";
import { Dialog } from "@/components/ui/dialog";

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
  { label: "For an hour", until: hours(1) },
  { label: "For three hours", until: hours(3) },
  { label: "Until tomorrow, 09:00", until: tomorrowMorning },
  { label: "Until something happens to it", until: () => null },
];

/** Puts it off, for this person only. In any case it is back before its deadline. */
export function SnoozeDialog({ close, snooze }: { close: () => void; snooze: (until: Date | null) => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Snooze" description="It leaves your queue and nobody else’s. It is back before its deadline, and as soon as anything happens to it.">
      <NumberedChoices
        label="For how long"
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
