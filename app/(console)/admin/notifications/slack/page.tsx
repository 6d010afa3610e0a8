import type { Metadata } from "next";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { ChannelForm } from "@/components/slack/channel-form";
import { ConnectSlack } from "@/components/slack/connect-slack";
import { AddRoute, RouteTable } from "@/components/slack/route-table";
import { TestSlack } from "@/components/slack/test-slack";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listGroups } from "@/lib/people/queries";
import { manifestOf } from "@/lib/slack/manifest";
import { workspaceView } from "@/lib/slack/workspace";
import { addRouteMutation, connectSlackMutation, disconnectSlackMutation, removeRouteMutation, testSlackMutation, usualChannelMutation } from "./mutations";

export const metadata: Metadata = { title: "Slack" };

export default async function SlackPage() {
  const admin = await requireRole("admin");
  const [workspace, groups] = await Promise.all([workspaceView(admin), listGroups()]);
  const connect = <ConnectSlack connect={connectSlackMutation} connected={workspace !== null} />;
  return (
    <>
      <PageHeader back={{ href: paths.admin.notifications, label: "Notifications" }} title="Slack" description="Low and medium actions can be decided there; a high one only opened." />
      <div className="flex max-w-3xl flex-col gap-5">
        {workspace && (
          <Card
            title={workspace.teamName}
            description="Connected. Its secrets are encrypted and shown to nobody."
            actions={
              <>
                {connect}
                <ConfirmMutation
                  mutation={disconnectSlackMutation}
                  trigger={<Button>Disconnect</Button>}
                  title={`Disconnect ${workspace.teamName}?`}
                  description="Nothing is sent there any more, and nothing that is pressed there counts."
                  confirm="Disconnect"
                  done="The workspace is disconnected"
                />
              </>
            }
          >
            <DescriptionList
              items={[
                { term: "Workspace", value: <span className="font-mono text-xs">{workspace.teamId}</span> },
                { term: "Connected", value: <Time at={workspace.connectedAt} /> },
                { term: "Last click", value: workspace.lastClickAt ? <Time at={workspace.lastClickAt} show="relative" /> : "None yet: the signing secret proves itself with the first" },
                { term: "Sent", value: <TextLink href={paths.admin.deliveries("?channel=slack")}>Every message with its tries</TextLink> },
              ]}
            />
          </Card>
        )}
        {workspace && (
          <Card title="Channels" description="Invite the app to each: write /invite @Countersign there." actions={<AddRoute groups={groups.map(({ name }) => name)} add={addRouteMutation} />}>
            <div className="flex flex-col gap-5">
              <ChannelForm channel={workspace.routes.channel} change={usualChannelMutation} />
              {workspace.routes.routes.length > 0 && <RouteTable routes={workspace.routes.routes} remove={removeRouteMutation} />}
              {workspace.routes.channel && <TestSlack channel={workspace.routes.channel} test={testSlackMutation} />}
            </div>
          </Card>
        )}
        <Card title={workspace ? "The app's manifest" : "Make the app"} description="At api.slack.com/apps choose Create New App, From a manifest, and paste this." actions={!workspace && connect}>
          <div className="flex flex-col gap-3">
            <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm">
              <li>Paste the manifest, create the app and install it to your workspace.</li>
              <li>Copy the bot token (OAuth & Permissions) and the signing secret (Basic Information) and connect the workspace here.</li>
              <li>Invite the app to a channel and name that channel here.</li>
              <li>Everybody links their own Slack user on their profile page. Who is not linked decides nothing in Slack.</li>
            </ol>
            <CodeBlock label="App manifest" code={manifestOf(env().PUBLIC_URL)} trusted />
          </div>
        </Card>
      </div>
    </>
  );
}
