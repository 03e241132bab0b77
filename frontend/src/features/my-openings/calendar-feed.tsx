import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAndMonth } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { feedQuery, useMakeFeed, useRevokeFeed } from './calendar-queries';
import { useTexts } from './calendar-texts';

/** The private address of an agenda: made, copied once, revoked. */
export function CalendarFeed({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const query = useQuery(feedQuery(professionalId));
  const make = useMakeFeed();
  const revoke = useRevokeFeed();
  const [asking, setAsking] = useState<'renew' | 'revoke' | null>(null);
  const since = query.data?.made_at;
  const stop = () => setAsking(null);
  const renew = () => make.mutate(professionalId, { onSettled: stop, onError: notifyRefusal });
  const end = () =>
    revoke.mutate(professionalId, {
      onSettled: stop,
      onSuccess: () => {
        make.reset();
        notifyDone(t('feed.revoked'));
      },
      onError: notifyRefusal,
    });
  return (
    <Stack gap="sm">
      <Text size="sm">{t('feed.text')}</Text>
      <ListFaces query={query}>
        {make.data && <FreshUrl url={make.data.url} />}
        {since && !make.data && <Text size="sm">{t('feed.since', { day: dayAndMonth(since) })}</Text>}
        <Group gap="xs">
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => (since ? setAsking('renew') : renew())}
          >
            {t(since ? 'feed.renew' : 'feed.make')}
          </Button>
          {since && (
            <Button variant="subtle" color="rouge" onClick={() => setAsking('revoke')}>
              {t('feed.revoke')}
            </Button>
          )}
        </Group>
      </ListFaces>
      {asking && (
        <ConfirmDialog
          opened
          danger
          title={t(`feed.${asking}`)}
          act={t(`feed.${asking}Act`)}
          busy={make.isPending || revoke.isPending}
          onClose={stop}
          onConfirm={asking === 'renew' ? renew : end}
        >
          <Text>{t('feed.stops')}</Text>
        </ConfirmDialog>
      )}
    </Stack>
  );
}

function FreshUrl({ url }: { url: string }) {
  const t = useTexts();
  return (
    <Alert variant="outline" color="ambre" title={t('feed.once')}>
      <Stack gap="xs">
        <TextInput
          label={t('feed.url')}
          value={url}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group gap="xs">
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button size="compact-md" onClick={copy}>
                {t(copied ? 'feed.copied' : 'feed.copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="compact-md" variant="default" component="a" href={url.replace(/^https?:/, 'webcal:')}>
            {t('feed.subscribe')}
          </Button>
        </Group>
        <Text size="sm">{t('feed.guard')}</Text>
      </Stack>
    </Alert>
  );
}
