import { Checkbox, Select, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { professionsQuery } from '@/directory/queries';
import { addDays, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { NearFields } from '@/ui/near-fields';
import type { WishTerms } from './wish-queries';
import { useWishTexts } from './wish-texts';
import { HALVES, halfDayLabel, WEEKDAYS } from './wish-words';

const MODALITIES = ['AMB', 'HH', 'VR'] as const;
const HALF_DAYS = WEEKDAYS.flatMap((day) => HALVES.map((half) => `${day}-${half}`));
/** As the service keeps it. */
const USUAL_DAYS = 14;
const USUAL_KM = 30;

export interface Draft {
  profession?: string;
  modality?: WishTerms['modality'];
  reason?: WishTerms['reason_code'];
  halfDays?: string[];
  pres?: string;
  km?: number;
  /** « latitude,longitude » instead of a commune. */
  point?: string;
  /** Whose slots alone. */
  only?: string | null;
  until?: string;
}

interface WishDialogProps {
  title: string;
  act: string;
  draft: Draft;
  busy: boolean;
  error: unknown;
  attempt: number;
  onSend: (terms: WishTerms) => void;
  onClose: () => void;
}

/** When, where and with whom a slot would suit. */
export function WishDialog({ title, act, draft, busy, error, attempt, onSend, onClose }: WishDialogProps) {
  const t = useWishTexts();
  const professions = useQuery(professionsQuery);
  const [said, setSaid] = useState(draft);
  const [isOnly, setOnly] = useState(Boolean(draft.only));
  const change = (changed: Draft) => setSaid((before) => ({ ...before, ...changed }));
  return (
    <ConfirmDialog
      opened
      title={title}
      act={act}
      busy={busy}
      disabled={!said.profession}
      onClose={onClose}
      onConfirm={() => onSend(termsOf(said, isOnly))}
    >
      <Stack gap="sm">
        {error ? <ErrorSummary faults={faultsOf(asProblem(error))} attempt={attempt} /> : null}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={t('note.profession')}
            data={(professions.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
            value={said.profession ?? null}
            onChange={(profession) => change({ profession: profession ?? undefined })}
            searchable
            required
          />
          <Select
            label={t('note.modality')}
            placeholder={t('note.anyModality')}
            data={MODALITIES.map((value) => ({ value, label: codeLabel('modality', value) }))}
            value={said.modality ?? null}
            onChange={(modality) => change({ modality: modality as Draft['modality'] })}
            clearable
          />
          {!isOnly && (
            <NearFields
              search={said}
              around={Boolean(said.point)}
              onChange={(near) => change({ ...near, ...(near.pres && { point: undefined }) })}
            />
          )}
        </SimpleGrid>
        {draft.only && (
          <Checkbox
            label={t('note.only')}
            checked={isOnly}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
        )}
        <SomeOfChips
          legend={t('note.halfDays')}
          hint={t('note.halfDaysHint')}
          options={HALF_DAYS.map((value) => ({ value, label: halfDayLabel(t, value) }))}
          value={said.halfDays ?? []}
          onChange={(halfDays) => change({ halfDays })}
        />
        <DayField
          label={t('note.until')}
          description={t('note.untilHint')}
          value={said.until ?? addDays(isoDay(new Date()), USUAL_DAYS)}
          onChange={(until) => change({ until })}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function termsOf(said: Draft, isOnly: boolean): WishTerms {
  const [lat, lon] = said.point?.split(',').map(Number) ?? [];
  return {
    profession_code: said.profession ?? '',
    reason_code: said.reason ?? 'snp',
    modality: said.modality ?? null,
    half_days: said.halfDays ?? [],
    near_commune: (!isOnly && said.pres) || null,
    near_lat: (!isOnly && lat) || null,
    near_lon: (!isOnly && lon) || null,
    within_km: said.km ?? USUAL_KM,
    professional_id: (isOnly && said.only) || null,
    until_day: said.until || addDays(isoDay(new Date()), USUAL_DAYS),
  };
}
