import { Alert, Button, Stack, Table, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';
import { dayAndHour, tableDay } from '@/lib/dates';
import { useCodes, useCommon } from '@/lib/i18n';
import { phone } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { EmptyFace, ReadFailure } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

type DowntimeList = components['schemas']['DowntimeList'];

/** Made on a click alone: each person on it is written down as read. */
export function DowntimePage() {
  const t = useTexts();
  const common = useCommon();
  const make = useMutation({ mutationFn: () => body(api.POST('/api/referral/v1/downtime-list')) });
  const list = make.data;
  return (
    <Page
      title={t('title')}
      actions={
        list && (
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {common('actions.print')}
          </Button>
        )
      }
    >
      <Alert role="note" color="ambre" variant="outline" title={t('warning.title')} className="keep">
        {t('warning.text')}
      </Alert>
      {!list && (
        <Stack gap="sm" align="flex-start" className="no-print">
          <Text>{t('lead')}</Text>
          {make.error && <ReadFailure error={make.error} onRetry={() => make.mutate()} />}
          <Button loading={make.isPending} onClick={() => make.mutate()}>
            {t('make')}
          </Button>
        </Stack>
      )}
      {list && (list.items.length > 0 ? <Lines list={list} /> : <EmptyFace>{t('empty')}</EmptyFace>)}
    </Page>
  );
}

function Lines({ list }: { list: DowntimeList }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={4} withRowBorders>
        <Table.Caption>
          {t('caption', { day: dayAndHour(list.printed_at), name: list.printed_by })}
        </Table.Caption>
        <ColumnHeads
          columns={[
            t('column.number'),
            t('column.phone'),
            t('column.state'),
            t('column.kind'),
            t('column.target'),
            t('column.notes'),
          ]}
        />
        <Table.Tbody>
          {list.items.map((line) => (
            <Table.Tr key={line.case_number}>
              <Table.Td fw={600} style={{ whiteSpace: 'nowrap' }}>
                {line.case_number}
              </Table.Td>
              <Table.Td>
                {line.phone ? phone(line.phone) : line.through ? t('through', { name: line.through }) : '–'}
              </Table.Td>
              <Table.Td>
                P{line.priority_class} · {codes(`status.${line.status}`)}
              </Table.Td>
              <Table.Td>{codes(`kind.${line.kind}`)}</Table.Td>
              <Table.Td>{line.target_at ? tableDay(line.target_at) : '–'}</Table.Td>
              <Table.Td miw={120} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
