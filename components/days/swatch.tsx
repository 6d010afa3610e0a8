export const Swatch = ({ colour }: { colour: string }) => <span className="size-2.5 rounded-sm" style={{ background: colour }} />;
