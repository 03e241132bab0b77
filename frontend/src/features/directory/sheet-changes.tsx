import { Button, List, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '@/api/client';
import { useDirectoryTexts } from '@/directory/texts';
import { exact } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { KeysetList, keysetQuery } from '@/ui/keyset-list';

const changesQuery = (id: string) =>
  keysetQuery(['directory', 'changes', id], (cursor) =>
    body(
      api.GET('/api/directory/v1/professionals/{professional_id}/changes', {
        params: { path: { professional_id: id }, query: { cursor, limit: 20 } },
      }),
    ),
  );

/** Who changed what on a sheet, read when somebody asks. */
export function SheetChanges({ id }: { id: string }) {
  const t = useDirectoryTexts();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Changes id={id} />;
  return (
    <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
      {t('changes.read')}
    </Button>
  );
}

function Changes({ id }: { id: string }) {
  const t = useDirectoryTexts();
  const query = useInfiniteQuery(changesQuery(id));
  return (
    <KeysetList query={query} empty={<Text c="dimmed">{t('changes.none')}</Text>}>
      {(changes) => (
        <List>
          {changes.map((one) => (
            <List.Item key={`${one.changed_at}-${one.act}`}>
              {t(`changes.act.${one.act as 'offer'}`, { defaultValue: one.act })}
              <Text size="sm" c="dimmed">
                {exact(one.changed_at)} · {one.author_name}, {codeLabel('role', one.author_role)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
    </KeysetList>
  );
}
