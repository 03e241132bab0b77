import { Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { codeLabel, optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { TimeField } from '@/ui/day-field';
import type { Audience, Release } from './queries';
import { kindOf, withAudience, withRelease } from './release';
import { SharedWithField } from './shared-with-field';
import { useTexts } from './texts';

export interface Sight {
  audience: Audience[];
  releases: Release[];
  shared_with: string[];
}

interface AudienceFieldProps {
  professionalId: string;
  value: Sight;
  error?: string;
  onChange: (sight: Sight) => void;
}

/** Who sees and books, and for each since when. Nothing leaves the house unless its owner says so here. */
export function AudienceField({ professionalId, value, error, onChange }: AudienceFieldProps) {
  const t = useTexts();
  const leaving = value.audience.filter((one) => one !== 'own_patients');
  return (
    <Stack gap="xs">
      <SomeOfChips
        legend={t('publish.audience')}
        options={optionsOf(codes.audience)}
        value={value.audience}
        error={error}
        onChange={(all) => onChange(withAudience(value, all))}
      />
      {leaving.map((audience) => (
        <ReleaseField
          key={audience}
          audience={audience}
          release={value.releases.find((one) => one.audience === audience)}
          onChange={(release) => onChange(withRelease(value, audience, release))}
        />
      ))}
      {leaving.includes('cpts') && (
        <SharedWithField
          professionalId={professionalId}
          value={value.shared_with}
          onChange={(shared_with) => onChange({ ...value, shared_with })}
        />
      )}
    </Stack>
  );
}

interface ReleaseFieldProps {
  audience: Audience;
  release?: Release;
  onChange: (release?: Release) => void;
}

function ReleaseField({ audience, release, onChange }: ReleaseFieldProps) {
  const t = useTexts();
  const kind = kindOf(release);
  const fresh = {
    now: undefined,
    hours: { audience, hours_before: 24 },
    time: { audience, days_before: 0, at_time: '08:00' },
  };
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={t('release.label', { audience: codeLabel('audience', audience) })}
        data={(['now', 'hours', 'time'] as const).map((one) => ({ value: one, label: t(`release.${one}`) }))}
        value={kind}
        onChange={({ currentTarget }) => onChange(fresh[currentTarget.value as typeof kind])}
      />
      {kind === 'hours' && (
        <NumberInput
          label={t('release.hoursBefore')}
          min={1}
          max={8784}
          maw={140}
          value={release?.hours_before ?? 24}
          onChange={(hours) => onChange({ audience, hours_before: Number(hours) || 1 })}
        />
      )}
      {kind === 'time' && (
        <>
          <TimeField
            label={t('release.at')}
            value={release?.at_time ?? '08:00'}
            onChange={(at) => at && onChange({ ...release, audience, at_time: at })}
          />
          <NumberInput
            label={t('release.daysBefore')}
            min={0}
            max={366}
            maw={140}
            value={release?.days_before ?? 0}
            onChange={(days) => onChange({ ...release, audience, days_before: Number(days) || 0 })}
          />
        </>
      )}
    </Group>
  );
}
