import { NativeSelect, Text } from '@mantine/core';
import { modalityLabel, waysOf } from '@/agendas/modality-label';
import { dayAndHour } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { OneOfChips } from '@/ui/chips-field';
import type { ChoiceRecorded } from './booking';
import type { FreeSlot } from './queries';
import { useTexts } from './texts';

/** Nobody chooses a slot in advance. */
const HOW = optionsOf(codesOf.chosenSlot);

/** When, with whom and where; how, unless that is to be said. */
export function ChosenSlot({ slot }: { slot: FreeSlot }) {
  return (
    <div>
      <Text fw={700} fz="lg">
        {dayAndHour(slot.starts_at)}
      </Text>
      <Text>{[slot.professional_name, slot.place_label, slot.commune_name].filter(Boolean).join(' · ')}</Text>
      {slot.modalities.length === 1 && (
        <Text size="sm" c="dimmed">
          {waysOf(slot)}
        </Text>
      )}
    </div>
  );
}

interface ModalityChipsProps {
  slot: FreeSlot;
  value: FreeSlot['modalities'][number];
  onChange: (modality: FreeSlot['modalities'][number]) => void;
}

/** Asked only where the slot offers several. */
export function ModalityChips({ slot, value, onChange }: ModalityChipsProps) {
  const t = useTexts();
  if (slot.modalities.length < 2) return null;
  return (
    <OneOfChips
      legend={t('filters.modality')}
      options={slot.modalities.map((one) => ({ value: one, label: modalityLabel(one, slot) }))}
      value={value}
      onChange={onChange}
    />
  );
}

interface HowChosenProps {
  help: string;
  value: ChoiceRecorded;
  onChange: (recorded: ChoiceRecorded) => void;
}

export function HowChosen({ help, value, onChange }: HowChosenProps) {
  const t = useTexts();
  return (
    <NativeSelect
      label={t('dialog.chosen')}
      description={help}
      data={HOW}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as ChoiceRecorded)}
    />
  );
}
