import { NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { AudienceField, type Sight } from './audience-field';
import { type Opening, useReviseTogether } from './queries';
import { useTexts } from './texts';

interface BulkDialogProps {
  openings: Opening[];
  onClose: () => void;
}

/** Several openings get the same audiences and overbooking: all of them, or none. It starts from the first. */
export function BulkDialog({ openings, onClose }: BulkDialogProps) {
  const t = useTexts();
  const revise = useReviseTogether();
  const [sight, setSight] = useState<Sight>({
    audience: openings[0]?.audience ?? [],
    releases: openings[0]?.releases ?? [],
  });
  const [overbooking, setOverbooking] = useState(openings[0]?.overbooking ?? 0);
  const isNobody = sight.audience.length === 0;
  return (
    <ConfirmDialog
      opened
      title={t('bulk.title', { count: openings.length })}
      act={t('bulk.act', { count: openings.length })}
      busy={revise.isPending}
      disabled={isNobody}
      onClose={onClose}
      onConfirm={() =>
        revise.mutate(
          { openings, change: { ...sight, overbooking } },
          {
            onSuccess: () => {
              notifyDone(t('bulk.done', { count: openings.length }));
              onClose();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        {revise.error && (
          <ErrorSummary faults={faultsOf(asProblem(revise.error))} attempt={revise.failureCount} />
        )}
        <Text size="sm" c="dimmed">
          {t('bulk.text')}
        </Text>
        <AudienceField
          value={sight}
          error={isNobody ? t('publish.missing.audience') : undefined}
          onChange={setSight}
        />
        <NumberInput
          label={t('publish.overbooking')}
          min={0}
          max={9}
          maw={320}
          value={overbooking}
          onChange={(count) => setOverbooking(Number(count) || 0)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
