import { Table } from '@mantine/core';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, renderScreen } from '@/test-render';
import { WideTable } from './wide-table';

it('is reached by the keyboard under its name, and hands each cell of a card the head of its column', async () => {
  const { container } = await renderScreen(
    <WideTable label="Rendez-vous" minWidth={560} columns={['Qui', 'Où « en ville »', 'Quand']}>
      <Table.Tr>
        <Table.Th scope="row">Dr A</Table.Th>
        <Table.Td>Au cabinet</Table.Td>
        <Table.Td>Demain</Table.Td>
      </Table.Tr>
    </WideTable>,
  );
  expect(screen.getByRole('group', { name: 'Rendez-vous' })).toHaveAttribute('tabindex', '0');
  const table = screen.getByRole('table');
  expect(table.style.getPropertyValue('--head-2')).toBe('"Où « en ville »"');
  expect(table.style.getPropertyValue('--head-3')).toBe('"Quand"');
  await expectAccessible(container);
});
