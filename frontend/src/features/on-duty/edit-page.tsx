import { Button, Group, Paper, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { exact } from '@/lib/dates';
import { RefusedForm } from '@/ui/error-summary';
import { LeaveGuard } from '@/ui/leave-guard';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { AdviceFields, NEW_ADVICE } from './advice-fields';
import { AdviceList } from './advice-list';
import { type Information, informationQuery, useWrite } from './queries';
import { useTexts } from './texts';

const MOST_ADVICE = 12;

/** The CPTS's own words on the public page, with their preview, author and date. */
export function EditPage() {
  const t = useTexts();
  const { cpts } = useSession();
  const query = useQuery(informationQuery);
  return (
    <Page
      title={t('edit.title')}
      subtitle={t('edit.subtitle')}
      actions={
        cpts && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to={PATHS.onDuty} params={{ id: cpts.id }} {...props} />}
          >
            {t('edit.see')}
          </Button>
        )
      }
    >
      <ListFaces query={query}>
        {query.data && <Editor key={query.data.version} written={query.data} />}
      </ListFaces>
    </Page>
  );
}

export interface Draft {
  lead: string;
  advice: { key: string; title: string; text: string; number: string }[];
}

function Editor({ written }: { written: Information }) {
  const t = useTexts();
  const write = useWrite(written.version);
  const form = useForm<Draft>({
    initialValues: {
      lead: written.lead ?? '',
      advice: (written.advice ?? []).map((one, at) => ({ ...one, key: `${at}`, number: one.number ?? '' })),
    },
  });
  const said = {
    lead: form.values.lead,
    advice: form.values.advice.map(({ title, text, number }) => ({ title, text, number: number || null })),
  };
  const isWhole = said.advice.every((one) => one.title.trim() && one.text.trim());
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <Stack gap="md">
        <RefusedForm act={write} />
        <Textarea
          label={t('edit.lead')}
          autosize
          minRows={2}
          maxLength={600}
          {...form.getInputProps('lead')}
        />
        {form.values.advice.map((one, at) => (
          <AdviceFields key={one.key} form={form} at={at} />
        ))}
        <Group gap="xs">
          <Button
            variant="default"
            disabled={said.advice.length >= MOST_ADVICE}
            onClick={() => form.insertListItem('advice', NEW_ADVICE())}
          >
            {t('edit.add')}
          </Button>
          <Button
            loading={write.isPending}
            disabled={!isWhole || !form.isDirty()}
            onClick={() => write.mutate(said, { onSuccess: () => notifyDone(t('edit.done')) })}
          >
            {t('edit.publish')}
          </Button>
        </Group>
        {written.written_at && (
          <Text size="sm" c="dimmed">
            {t('edit.version', {
              version: written.version,
              name: written.written_by_name ?? '',
              when: exact(written.written_at),
            })}
          </Text>
        )}
      </Stack>
      <Paper withBorder p="md">
        <Section title={t('edit.preview')}>
          <AdviceList information={said} />
        </Section>
      </Paper>
      <LeaveGuard
        when={form.isDirty() && !write.isSuccess}
        title={t('edit.leave.title')}
        text={t('edit.leave.text')}
        stay={t('edit.leave.stay')}
        act={t('edit.leave.act')}
      />
    </SimpleGrid>
  );
}
