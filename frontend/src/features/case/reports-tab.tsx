import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { REPORT_WITHDRAWALS } from '@/referral/options';
import { ReasonDialog } from '@/referral/reason-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { FileReport } from './file-report';
import { type Report, reportQuery, reportsQuery, useDownload, useWithdrawReport } from './report-queries';
import { useReportTexts } from './report-texts';

const COLORS: Partial<Record<Report['state'], string>> = {
  filed: 'vert',
  refused: 'rouge',
  to_scan: 'ambre',
};

/** What those who gave care filed. Each is read by a click, because each reading is logged. */
export function ReportsTab({ referral: { referral_id: id } }: { referral: Referral }) {
  const t = useReportTexts();
  const reports = useQuery(reportsQuery(id));
  const items = reports.data?.items ?? [];
  return (
    <ListFaces query={reports}>
      <Stack gap="md" maw={860}>
        <Text>{items.length === 0 ? t('empty') : t('logged')}</Text>
        {items.length > 0 && (
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((report) => (
              <ReportCard key={report.report_id} id={id} report={report} />
            ))}
          </Stack>
        )}
        {reports.data?.may_file && (
          <FileReport id={id} isShared={reports.data.is_shared} limit={reports.data.file_limit_bytes} />
        )}
      </Stack>
    </ListFaces>
  );
}

function ReportCard({ id, report }: { id: string; report: Report }) {
  const t = useReportTexts();
  const codes = useCodes();
  const session = useSession();
  const [isRead, setRead] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const day = shortDayAndHour(report.filed_at ?? report.begun_at);
  const isGone = report.state === 'withdrawn' || report.state === 'refused';
  const mayWithdraw = !isGone && (report.is_mine || hasRole(session, ...COORDINATION));
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <Text fw={600}>{codes(`reportKind.${report.kind}`)}</Text>
        <Text size="sm" c="dimmed">
          {report.is_mine ? t('mine', { day }) : t('by', { name: report.author_name, day })}
        </Text>
        <Badge variant="light" radius="sm" color={COLORS[report.state] ?? 'ardoise'}>
          {codes(`reportState.${report.state}`)}
        </Badge>
      </Group>
      {report.readers === 'professionals' && <Text size="sm">{t('readersProfessionals')}</Text>}
      {report.scan !== 'no_file' && (
        <Text size="sm" c="dimmed">
          {codes(`reportScan.${report.scan}`)}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        {report.state === 'filed' && (
          <Button variant="default" size="compact-sm" onClick={() => setRead(!isRead)} aria-expanded={isRead}>
            {isRead ? t('readAgain') : t('read')}
          </Button>
        )}
        {mayWithdraw && (
          <Button variant="subtle" size="compact-sm" onClick={() => setLeaving(true)}>
            {t('withdraw')}
          </Button>
        )}
      </Group>
      {isRead && <Content report={report} />}
      {isLeaving && <Withdraw id={id} report={report} onClose={() => setLeaving(false)} />}
    </Paper>
  );
}

function Content({ report }: { report: Report }) {
  const t = useReportTexts();
  const read = useQuery(reportQuery(report.report_id));
  const file = useDownload();
  const name = read.data?.file_name;
  return (
    <BulletinFaces query={read}>
      <Stack gap="xs" mt="sm" align="flex-start">
        {read.data?.words && (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{read.data.words}</Text>
        )}
        {name && (
          <Button
            loading={file.isPending}
            onClick={() => file.mutate({ reportId: report.report_id, name })}
            style={{ maxWidth: '100%' }}
          >
            {t('download', { name })}
          </Button>
        )}
      </Stack>
    </BulletinFaces>
  );
}

function Withdraw({ id, report, onClose }: { id: string; report: Report; onClose: () => void }) {
  const t = useReportTexts();
  const withdraw = useWithdrawReport(id);
  return (
    <ReasonDialog
      danger
      title={t('withdrawTitle')}
      text={t('withdrawText')}
      act={t('withdrawAct')}
      options={REPORT_WITHDRAWALS}
      busy={withdraw.isPending}
      onClose={onClose}
      onConfirm={(reason) =>
        withdraw.mutate(
          { reportId: report.report_id, reason },
          {
            onSuccess: () => {
              notifyDone(t('withdrawn'));
              onClose();
            },
          },
        )
      }
    />
  );
}
