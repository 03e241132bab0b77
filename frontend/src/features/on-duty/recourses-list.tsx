import { Anchor, Paper, Text, Title } from '@mantine/core';
import { useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { HoursList } from '@/recourse/hours-list';
import classes from './on-duty-page.module.css';
import type { PublicRecourse } from './queries';

/** Centres, maisons de garde and lines that anybody may call, with their hours. */
export function RecoursesList({ recourses }: { recourses: PublicRecourse[] }) {
  const codes = useCodes();
  return (
    <ul className={classes.duties}>
      {recourses.map((one) => (
        <Paper withBorder p="sm" component="li" key={one.name}>
          <Title order={3} size="h4">
            {one.name}
          </Title>
          <Text size="sm">{codes(`recourseKind.${one.kind as 'sas'}`)}</Text>
          {one.place_line && <Text>{one.place_line}</Text>}
          <Anchor href={phoneLink(one.public_phone)} fw={600}>
            {phone(one.public_phone)}
          </Anchor>
          <HoursList {...one} />
        </Paper>
      ))}
    </ul>
  );
}
