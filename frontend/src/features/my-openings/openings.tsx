import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { BulkDialog } from './bulk-dialog';
import { OpeningCard } from './opening-card';
import { openingsQuery } from './queries';
import { useTexts } from './texts';

export function Openings({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const query = useInfiniteQuery(openingsQuery(professionalId));
  const [chosen, setChosen] = useState<string[]>([]);
  const [isEditing, setEditing] = useState(false);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <KeysetList query={query} empty={<EmptyFace>{t('openingsEmpty')}</EmptyFace>}>
      {(openings) => (
        <Stack gap="xs">
          {openings.map((opening) => (
            <OpeningCard
              key={opening.opening_id}
              opening={opening}
              isChosen={chosen.includes(opening.opening_id)}
              onChoose={() => toggle(opening.opening_id)}
            />
          ))}
          {chosen.length > 0 && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('bulk.open', { count: chosen.length })}
            </Button>
          )}
          {isEditing && (
            <BulkDialog
              openings={openings.filter((one) => chosen.includes(one.opening_id))}
              onClose={() => {
                setEditing(false);
                setChosen([]);
              }}
            />
          )}
        </Stack>
      )}
    </KeysetList>
  );
}
