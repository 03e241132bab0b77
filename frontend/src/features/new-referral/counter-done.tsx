import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { cptsQuery } from '@/directory/queries';
import { longDay } from '@/lib/dates';
import { phone } from '@/lib/typography';
import { needLine } from '@/referral/person-line';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

/** The sheet in the person's hand, without identity, then the next person. Nothing here says who it was about. */
export function CounterDone({ referral, onNext }: { referral: Referral | undefined; onNext: () => void }) {
  const t = useTexts();
  return (
    <Page title={referral ? t('done.title', { number: referral.case_number }) : t('refused.title')} narrow>
      {referral ? (
        <Sheet referral={referral} />
      ) : (
        <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
          {t('refused.text')}
        </Alert>
      )}
      <Group className="no-print">
        {referral && (
          <Button
            size="lg"
            leftSection={<IconPrinter size={20} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('counter.print')}
          </Button>
        )}
        <Button size="lg" variant={referral ? 'default' : 'filled'} onClick={onNext}>
          {t('counter.next')}
        </Button>
      </Group>
    </Page>
  );
}

function Sheet({ referral }: { referral: Referral }) {
  const t = useTexts();
  const { cpts } = useSession();
  const coordination = useQuery(cptsQuery).data?.coordination_phone;
  return (
    <Stack gap="xs" component="section" aria-label={t('counter.sheet')}>
      <Title order={2} size="h4">
        {t('counter.sheet')} – {cpts?.name}
      </Title>
      <Text fw={600}>{needLine(referral)}</Text>
      <Text>{t('counter.told', { number: referral.case_number })}</Text>
      {referral.request_exists && <Text className="no-print">{t('done.exists')}</Text>}
      <Text>{t('counter.rights')}</Text>
      {coordination && <Text fw={600}>{t('counter.call', { phone: phone(coordination) })}</Text>}
      <Text size="sm" c="dimmed">
        {t('counter.day', { day: longDay(new Date()) })}
      </Text>
    </Stack>
  );
}
