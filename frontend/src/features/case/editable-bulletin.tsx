import { Button, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { useTexts } from './texts';

interface EditableBulletinProps<B> {
  query: UseQueryResult<B>;
  mayEdit: boolean;
  sheet: (bulletin: B) => ReactNode;
  writing: (bulletin: B, rest: { onReadAgain: () => void; onClose: () => void }) => ReactNode;
}

/** A bulletin as it is read, and in its place, for who may, the same to be written again. */
export function EditableBulletin<B>({ query, mayEdit, sheet, writing }: EditableBulletinProps<B>) {
  const t = useTexts();
  const [isEditing, setEditing] = useState(false);
  const rest = { onReadAgain: () => void query.refetch(), onClose: () => setEditing(false) };
  return (
    <BulletinFaces query={query}>
      {query.data &&
        (isEditing ? (
          writing(query.data, rest)
        ) : (
          <Stack gap="md">
            {sheet(query.data)}
            {mayEdit && (
              <Button
                variant="default"
                leftSection={<IconPencil size={18} aria-hidden />}
                style={{ alignSelf: 'flex-start' }}
                onClick={() => setEditing(true)}
              >
                {t('edit.start')}
              </Button>
            )}
          </Stack>
        ))}
    </BulletinFaces>
  );
}
