import { Anchor, Button, Grid, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { useCommon } from '@/lib/i18n';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { OneRequest } from './one-request';
import { toCallQuery } from './queries';
import { RequestsList } from './requests-list';
import { useTexts } from './texts';

/** The telephone, when mails found nobody: one request, one number at a time, and the next by itself. */
export function CallsPage({ asked }: { asked?: string }) {
  const t = useTexts();
  const common = useCommon();
  const list = useQuery(toCallQuery);
  const first = list.data?.items[0]?.referral_id;
  const current = asked ?? first;
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        current && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {common('actions.print')}
          </Button>
        )
      }
    >
      <ListFaces
        query={list}
        isEmpty={!current}
        empty={
          <>
            <Text fw={600}>{t('empty.title')}</Text>
            <Text>{t('empty.text')}</Text>
            <Anchor renderRoot={(props) => <Link to={PATHS.referrals} {...props} />}>
              {t('empty.queue')}
            </Anchor>
          </>
        }
      >
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 3 }} className="no-print">
            <RequestsList items={list.data?.items ?? []} current={current} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 9 }}>
            {current && <OneRequest key={current} id={current} />}
          </Grid.Col>
        </Grid>
      </ListFaces>
    </Page>
  );
}
