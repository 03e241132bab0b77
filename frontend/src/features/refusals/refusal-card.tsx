import { Button, Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { cptsQuery } from '@/directory/queries';
import { addDays, isoDay, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { notifyUndo } from '@/ui/notify';
import { type Refusal, useRecordRecontact } from './queries';
import { useTexts } from './texts';

const PUT_OFF_DAYS = 30;

export function RefusalCard({ refusal }: { refusal: Refusal }) {
  const t = useTexts();
  const codes = useCodes();
  const cpts = useQuery(cptsQuery);
  const record = useRecordRecontact();
  const commune = cpts.data?.communes.find(({ code }) => code === refusal.commune_code);
  const title = `${codes(`kind.${refusal.kind}`)} · ${commune?.name ?? refusal.commune_code ?? t('noCommune')}`;
  const day = refusal.recontact_on ?? '';

  function settle(againOn: string | null, message: string) {
    const back = () => record.mutate({ id: refusal.id, againOn: day });
    record.mutate({ id: refusal.id, againOn }, { onSuccess: () => notifyUndo(message, back) });
  }
  function putOff() {
    const next = addDays(isoDay(new Date()), PUT_OFF_DAYS);
    settle(next, t('done.putOff', { day: tableDay(next) }));
  }

  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm">
            {t('refused', { day: tableDay(refusal.refused_on) })} · {t('on', { day: tableDay(day) })}
          </Text>
        </div>
        <Group gap="xs">
          <Button loading={record.isPending} onClick={() => settle(null, t('done.asked'))}>
            {t('asked')}
            <span className="vh"> – {title}</span>
          </Button>
          <Button variant="default" disabled={record.isPending} onClick={putOff}>
            {t('putOff')}
            <span className="vh"> – {title}</span>
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
