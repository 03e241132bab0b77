import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** A professional's name, leading to his sheet: places, telephones, what he takes on. */
export function ProfessionalLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to="/annuaire/pro/$id" params={{ id }} {...props} />}>{name}</Anchor>
  );
}
