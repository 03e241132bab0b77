import { Paper, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import { dayAndHour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Page } from '@/ui/page';
import { notificationsQuery, useWish, type Wish } from './queries';
import { StructureMailbox } from './structure-mailbox';
import { useTexts } from './texts';

/** How one wishes to be told, kind by kind; what is owed to participants has no « never ». `link`: what the mail to the
 * mailbox of one's structure brought. */
export function NotificationsPage({ link }: { link?: string }) {
  const t = useTexts();
  const shown = useQuery(notificationsQuery);
  const email = shown.data?.email;
  const { structure } = useSession();
  return (
    <Page title={t('title')} subtitle={t('lead')} narrow>
      <ListFaces query={shown}>
        {shown.data && (
          <Stack gap="md">
            <div>
              <Text style={{ overflowWrap: 'anywhere' }}>{email ? t('email', { email }) : t('noEmail')}</Text>
              <Text size="sm" c="dimmed">
                {t('digest', { day: dayAndHour(shown.data.next_digest_at) })}
              </Text>
            </div>
            {shown.data.items.map((one) => (
              <Kind key={one.kind} wish={one} />
            ))}
            {structure && <StructureMailbox link={link} />}
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function Kind({ wish }: { wish: Wish }) {
  const t = useTexts();
  const save = useWish();
  return (
    <Paper withBorder p="sm">
      <Radio.Group
        label={t(`kind.${wish.kind}`)}
        description={wish.must_be_told ? t('mustBeTold') : undefined}
        value={wish.rhythm}
        onChange={(rhythm) =>
          save.mutate(
            { kind: wish.kind, rhythm: rhythm as Wish['rhythm'] },
            { onSuccess: () => notifyDone(t('saved')) },
          )
        }
      >
        <Stack gap={8} mt={6}>
          {wish.rhythms.map((rhythm) => (
            <Radio key={rhythm} value={rhythm} label={t(`rhythm.${rhythm}`)} disabled={save.isPending} />
          ))}
        </Stack>
      </Radio.Group>
    </Paper>
  );
}
