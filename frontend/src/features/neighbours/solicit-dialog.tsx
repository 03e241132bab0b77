import { Checkbox, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { codeLabel } from '@/lib/i18n';
import { type Received, receivedCandidatesQuery, useSolicit } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';

/** As many as one chooses among without scrolling for ever: the first ones in the order of the rules. */
const SHOWN = 12;

/** Our own members, in the order of our own rules: the first yes is proposed, the others stand in reserve. */
export function SolicitDialog({ received, onClose }: { received: Received; onClose: () => void }) {
  const t = useNeighbourTexts();
  const query = useQuery(receivedCandidatesQuery(received.crossing_id));
  const solicit = useSolicit(received.crossing_id);
  const [chosen, setChosen] = useState<string[]>([]);
  const candidates = (query.data?.candidates ?? []).slice(0, SHOWN);
  const count = chosen.length;
  const done = () => {
    notifyDone(t('solicit.done', { count }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('solicit.title', { number: received.number })}
      act={count ? t('solicit.act', { count }) : t('solicit.choose')}
      busy={solicit.isPending}
      disabled={count === 0}
      onClose={onClose}
      onConfirm={() => solicit.mutate(chosen, { onSuccess: done })}
    >
      <Text>{t('solicit.text', { name: received.from_name })}</Text>
      <ListFaces query={query} isEmpty={candidates.length === 0} empty={<Text>{t('solicit.nobody')}</Text>}>
        <Checkbox.Group label={t('solicit.label')} value={chosen} onChange={setChosen} withAsterisk>
          <Stack gap={8} mt={6}>
            {candidates.map((one) => (
              <Checkbox
                key={one.professional_id}
                value={one.professional_id}
                label={one.name}
                description={[one.place, codeLabel('distanceBand', one.distance_band)]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </ListFaces>
    </ConfirmDialog>
  );
}
