import { Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Plan, PlanRow } from '@/api/types';
import { codeLabel } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { candidatesQuery, useEditRow } from './queries';
import { useTexts } from './texts';

/** The rule, and the condition that this professional does not meet. */
function refusal(error: unknown): string {
  const problem = asProblem(error);
  const { words } = problem.members;
  return typeof words === 'string' ? `${problem.sentence} ${words}.` : problem.sentence;
}

/** Whom an edit moves: this person, or all who live with him. To move one of a household alone splits it. */
export interface Edited {
  row: PlanRow;
  alone: boolean;
}

function titleOf({ row, alone }: Edited): 'edit.title' | 'household.title' | 'household.splitTitle' {
  if (!row.household) return 'edit.title';
  if (!alone) return 'household.title';
  return row.household.together ? 'household.splitTitle' : 'edit.title';
}

interface EditDialogProps {
  plan: Plan;
  edited: Edited;
  onClose: () => void;
}

/** The same candidates as for one request, up to the last ring; the hard conditions are checked again. */
export function EditDialog({ plan, edited, onClose }: EditDialogProps) {
  const { row, alone } = edited;
  const t = useTexts();
  const edit = useEditRow();
  const [chosen, setChosen] = useState<string | null>(null);
  const nearest = useQuery(candidatesQuery(row.referral_id));
  const farthest = nearest.data?.rings_km.at(-1);
  const all = useQuery({
    ...candidatesQuery(row.referral_id, farthest),
    enabled: farthest !== undefined,
  });
  // Whoever has one of them already may take the others too.
  const isUniting = !alone && row.household?.together === false;
  const others = (all.data?.candidates ?? []).filter(
    (one) => one.professional_id !== row.professional_id || isUniting,
  );
  const name = others.find((one) => one.professional_id === chosen)?.name;
  const confirm = () =>
    edit.mutate(
      { plan_id: plan.plan_id, row_id: row.row_id, etag: row.etag, professional_id: chosen, alone },
      {
        onSuccess: () => {
          notifyDone(
            t(row.household && !alone ? 'household.changed' : 'changed', {
              number: row.case_number,
              name: name ?? '',
            }),
          );
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t(titleOf(edited), { number: row.case_number })}
      act={name ? t('edit.actName', { name }) : t('edit.act')}
      disabled={!chosen}
      busy={edit.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      {edit.error && <RefusedBecause>{refusal(edit.error)}</RefusedBecause>}
      <ListFaces query={nearest.error ? nearest : all}>
        {others.length === 0 ? (
          <Text>{t('edit.none')}</Text>
        ) : (
          <Radio.Group label={t('edit.who')} value={chosen} onChange={setChosen}>
            <Stack gap="xs" mt="xs" mah={360} style={{ overflowY: 'auto' }}>
              {others.map((one) => (
                <Radio
                  key={one.professional_id}
                  value={one.professional_id}
                  label={t('edit.rank', {
                    name: one.name,
                    distance: codeLabel('distanceBand', one.distance_band),
                  })}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </ListFaces>
    </ConfirmDialog>
  );
}
