export const COLORS = { open: 'petrole', claimed: 'ambre', confirmed: 'vert', withdrawn: 'ardoise' };
