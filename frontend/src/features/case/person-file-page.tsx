import { Button, List, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';
import { dayAndHour } from '@/lib/dates';
import { useCodes, useCommon } from '@/lib/i18n';
import { CareBulletinSheet, SocialBulletinSheet } from '@/referral/bulletin-sheets';
import { referralQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { notifyRefusal } from '@/ui/notify';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

type PersonFile = components['schemas']['PersonFile'];

/** What is written about the person, whole, to print and hand to her. Opened by a click, because it is logged. */
export function PersonFilePage({ id }: { id: string }) {
  const t = useTexts();
  const common = useCommon();
  const referral = useQuery(referralQuery(id));
  const open = useMutation({
    gcTime: 0,
    mutationFn: () =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/person-file', {
          params: { path: { referral_id: id } },
        }),
      ),
    onError: notifyRefusal,
  });
  return (
    <Page
      title={t('personFile.title', { number: referral.data?.case_number ?? '' })}
      subtitle={t('personFile.lead')}
      narrow
      actions={
        open.data && (
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {common('actions.print')}
          </Button>
        )
      }
    >
      <ListFaces query={referral}>
        {open.data ? (
          <Whole file={open.data} />
        ) : (
          <Stack gap="sm" align="flex-start">
            <Text>{t('personFile.warn')}</Text>
            <Button
              leftSection={<IconLock size={18} aria-hidden />}
              loading={open.isPending}
              onClick={() => open.mutate()}
            >
              {t('personFile.open')}
            </Button>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function Whole({ file }: { file: PersonFile }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Stack gap="lg">
      <CareBulletinSheet bulletin={file.care} />
      <SocialBulletinSheet bulletin={file.social} />
      {file.informed_by && <Text>{t('personFile.informedBy', { name: file.informed_by })}</Text>}
      <Part title={t('personFile.messages')} isEmpty={file.messages.length === 0}>
        {file.messages.map((one) => (
          <List.Item key={one.sent_at + one.author_name}>
            {one.author_name}, {dayAndHour(one.sent_at)}
            <Text style={{ whiteSpace: 'pre-wrap' }}>{one.words}</Text>
          </List.Item>
        ))}
      </Part>
      <Part title={t('personFile.reports')} isEmpty={file.reports.length === 0}>
        {file.reports.map((one) => (
          <List.Item key={one.report_id}>
            {codes(`reportKind.${one.kind}`)}, {one.author_name}
            {one.words && <Text style={{ whiteSpace: 'pre-wrap' }}>{one.words}</Text>}
            {one.file_name && <Text>{t('personFile.file', { name: one.file_name })}</Text>}
          </List.Item>
        ))}
      </Part>
      <Part title={t('personFile.readings')} isEmpty={file.readings.length === 0}>
        {file.readings.map((one) => (
          <List.Item key={one.at + one.reader_name + one.what}>
            {dayAndHour(one.at)}, {one.reader_name}, {t(`journal.${one.what as 'name'}`)}
          </List.Item>
        ))}
      </Part>
    </Stack>
  );
}

interface PartProps {
  title: string;
  isEmpty: boolean;
  children: ReactNode;
}

function Part({ title, isEmpty, children }: PartProps) {
  const t = useTexts();
  return (
    <section>
      <Title order={2} size="h4">
        {title}
      </Title>
      {isEmpty ? <Text>{t('personFile.none')}</Text> : <List>{children}</List>}
    </section>
  );
}
