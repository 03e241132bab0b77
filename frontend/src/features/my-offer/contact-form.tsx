import { Button, Fieldset, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { asProblem } from '@/api/problem';
import { useReadAgain } from '@/api/read-again';
import { type Professional, professionalQuery } from '@/directory/queries';
import { notifyDone } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { useTexts } from './texts';

type CorrectContact = components['schemas']['CorrectContact'];

function useCorrectContact(id: string) {
  const key = professionalQuery(id).queryKey;
  return useMutation({
    mutationFn: ({ contact, version }: { contact: CorrectContact; version: number }) =>
      body(
        api.PUT('/api/directory/v1/professionals/{professional_id}/contact', {
          params: { path: { professional_id: id }, header: { 'If-Match': `"${version}"` } },
          body: contact,
        }),
      ),
    onSettled: useReadAgain(key),
  });
}

/** How the CPTS reaches the professional, where the register is silent or wrong. */
export function ContactForm({ person }: { person: Professional }) {
  const t = useTexts();
  const correct = useCorrectContact(person.professional_id);
  const [draft, setDraft] = useState<ReturnType<typeof typedOf> | null>(null);
  const typed = draft ?? typedOf(person);
  const change = (changed: Partial<typeof typed>) => setDraft({ ...typed, ...changed });
  const problem = correct.error ? asProblem(correct.error) : null;
  const field = (key: keyof typeof typed) => ({
    label: t(`contact.${key}`),
    value: typed[key],
    error: problem?.fields.some((one) => one.field.endsWith(key)) ? t(`contact.faulty.${key}`) : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [key]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={t('contact.legend')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          correct.mutate(
            { contact: correction(person, typed), version: person.version },
            {
              onSuccess: () => {
                setDraft(null);
                notifyDone(t('contact.done'));
              },
            },
          );
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('contact.hint')}
          </Text>
          {problem && (
            <RefusedBecause>{problem.status === 412 ? t('contact.clash') : problem.sentence}</RefusedBecause>
          )}
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput type="tel" {...field('phone')} />
            <TextInput type="email" {...field('email')} />
            <TextInput type="email" {...field('mssante')} />
          </SimpleGrid>
          <Group>
            <Button type="submit" variant="default" loading={correct.isPending} disabled={draft === null}>
              {t('contact.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Fieldset>
  );
}

const typedOf = ({ contact }: Professional) => ({
  phone: contact.phone ?? '',
  email: contact.email ?? '',
  mssante: contact.mssante ?? '',
});

/** What differs from the register; null falls back on it, so that its later corrections are followed. */
function correction(person: Professional, typed: ReturnType<typeof typedOf>): CorrectContact {
  const registered = (key: 'phone' | 'email') => person.places.find((place) => place[key])?.[key] ?? null;
  const differing = (key: 'phone' | 'email') => {
    const value = typed[key].trim() || null;
    return value === registered(key) ? null : value;
  };
  return { phone: differing('phone'), email: differing('email'), mssante: typed.mssante.trim() || null };
}
