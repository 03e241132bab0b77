import { Alert, MultiSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, isoDay } from '@/lib/dates';
import { CommuneField } from '@/ui/commune-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { faultOf } from './faults';
import { type PostAppeal, usePost } from './queries';
import { useTexts } from './texts';
import { useProfessions } from './use-professions';

const STANDS_FOR = 30;
const STANDS_AT_MOST = 90;

/** What is sought, of whom, where, until when. */
export function PostDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const post = usePost();
  const { options } = useProfessions();
  const [values, setValues] = useState<PostAppeal>({
    subject: '',
    words: '',
    profession_codes: [],
    commune_code: null,
    open_until: inDays(STANDS_FOR),
  });
  const change = (changed: Partial<PostAppeal>) => setValues((before) => ({ ...before, ...changed }));
  const done = () => {
    notifyDone(t('post.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('post.title')}
      act={t('post.act')}
      busy={post.isPending}
      disabled={values.subject.trim().length < 3}
      onClose={onClose}
      onConfirm={() => post.mutate(values, { onSuccess: done })}
    >
      <Alert color="ambre" variant="light">
        {t('never')}
      </Alert>
      <TextInput
        label={t('post.subject')}
        withAsterisk
        autoComplete="off"
        maxLength={120}
        value={values.subject}
        error={faultOf(post.error, 'subject')}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('post.words')}
        autosize
        minRows={3}
        maxLength={1000}
        value={values.words}
        error={faultOf(post.error, 'words')}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('post.professions')}
        description={t('post.professionsHelp')}
        data={options}
        searchable
        maxValues={10}
        value={values.profession_codes}
        error={faultOf(post.error, 'profession_codes')}
        onChange={(profession_codes) => change({ profession_codes })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <CommuneField
          value={values.commune_code ?? null}
          error={faultOf(post.error, 'commune_code')}
          onChange={(commune_code) => change({ commune_code })}
        />
        <DayField
          label={t('post.until')}
          min={isoDay(new Date())}
          max={inDays(STANDS_AT_MOST)}
          value={values.open_until ?? ''}
          error={faultOf(post.error, 'open_until')}
          onChange={(day) => change({ open_until: day || null })}
        />
      </SimpleGrid>
    </ConfirmDialog>
  );
}

const inDays = (days: number) => addDays(isoDay(new Date()), days);
