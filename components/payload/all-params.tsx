import { Folded } from "@/components/ui/folded";
import { JsonTree } from "@/components/ui/json-tree";
import { ParamsKey } from "./params-key";
import { payload as words } from "./words";

type Props = { params: unknown; /** The text to copy. */ source: string; amounts: Readonly<Record<string, string>>; open?: boolean };

/** Every param as it is, none cut. */
export const ParamsTree = ({ params, source, amounts }: Omit<Props, "open">) => <JsonTree value={params} label={words.params} source={source} remarks={amounts} />;

/** The same, folded under the payload's own look. The key of `params` opens it. */
export function AllParams({ open = false, ...params }: Props) {
  return (
    <>
      <Folded title={words.all} open={open} data-all-params>
        <ParamsTree {...params} />
      </Folded>
      <ParamsKey />
    </>
  );
}
