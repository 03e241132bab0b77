import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import { longDay } from '@/lib/dates';
import { useCodes, useCommon } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { needLine } from '@/referral/person-line';
import { careBulletinQuery, referralQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { CareBulletinSheet } from './care-bulletin-tab';
import { useTexts } from './texts';

/** A4: the sheet given to the person, then the bulletin for whoever may read it. */
export function PrintPage({ id }: { id: string }) {
  const t = useTexts();
  const codes = useCodes();
  const common = useCommon();
  const session = useSession();
  const query = useQuery(referralQuery(id));
  const referral = query.data;
  const number = referral?.case_number ?? '';
  return (
    <Page
      title={t('print.title', { number })}
      narrow
      actions={
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {common('actions.print')}
        </Button>
      }
    >
      <ListFaces query={query}>
        {referral && (
          <Stack gap="xl">
            <Stack gap="xs" component="section" style={{ breakAfter: 'page' }}>
              <Title order={2} size="h4">
                {t('print.sheet')} – {session.cpts?.name}
              </Title>
              <Text fw={600}>{needLine(referral)}</Text>
              <Text>{t('print.stepsText', { number, status: codes(`status.${referral.status}`) })}</Text>
              {referral.placed_professional_name && (
                <Text>{t('placedWith', { name: referral.placed_professional_name })}</Text>
              )}
              <Text>{t('print.rights')}</Text>
            </Stack>
            <section>
              <BulletinGate>
                <Bulletin id={id} />
              </BulletinGate>
            </section>
            <Group>
              <Text size="sm" c="dimmed">
                {t('print.printed', { day: longDay(new Date()) })}
              </Text>
            </Group>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function Bulletin({ id }: { id: string }) {
  const bulletin = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <CareBulletinSheet bulletin={bulletin.data} />}
    </BulletinFaces>
  );
}
