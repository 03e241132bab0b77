import { Group, NumberInput, Stack } from '@mantine/core';
import { codeLabel, optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import type { ReasonLength } from './queries';
import { useTexts } from './texts';

interface ReasonsFieldProps {
  value: ReasonLength[];
  slotMinutes: number;
  onChange: (reasons: ReasonLength[]) => void;
}

/** The reasons that are taken, and how long each lasts; none is every reason, one slot each. */
export function ReasonsField({ value, slotMinutes, onChange }: ReasonsFieldProps) {
  const t = useTexts();
  const minutesOf = (reason: string) => value.find((one) => one.reason_code === reason)?.minutes;
  return (
    <Stack gap="xs">
      <SomeOfChips
        legend={t('reasons.legend')}
        hint={t('reasons.hint')}
        options={optionsOf(codes.bookingReason)}
        value={value.map((one) => one.reason_code)}
        onChange={(all) =>
          onChange(all.map((reason) => ({ reason_code: reason, minutes: minutesOf(reason) ?? slotMinutes })))
        }
      />
      <Group gap="xs">
        {value.map(({ reason_code: reason, minutes }) => (
          <NumberInput
            key={reason}
            label={t('reasons.minutes', { reason: codeLabel('bookingReason', reason) })}
            min={5}
            max={480}
            step={5}
            maw={220}
            value={minutes}
            onChange={(next) =>
              onChange(
                value.map((one) =>
                  one.reason_code === reason ? { ...one, minutes: Number(next) || slotMinutes } : one,
                ),
              )
            }
          />
        ))}
      </Group>
    </Stack>
  );
}
