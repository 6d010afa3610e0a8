import type { Metadata } from "next";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { ChannelForm } from "@/components/slack/channel-form";
import { ConnectSlack } from "@/components/slack/connect-slack";
import { AddRoute, RouteTable } from "@/components/slack/route-table";
import { slackPage as text, testMessage } from "@/components/slack/words";
import { Time } from "@/components/time";
import { Trial } from "@/components/trial";
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

export const metadata: Metadata = { title: text.title };

export default async function SlackPage() {
  const admin = await requireRole("admin");
  const [workspace, groups] = await Promise.all([workspaceView(admin), listGroups()]);
  const connect = <ConnectSlack connect={connectSlackMutation} connected={workspace !== null} />;
  return (
    <>
      <PageHeader back={{ href: paths.admin.notifications, label: text.back }} title={text.title} description={text.description} />
      <div className="flex max-w-3xl flex-col gap-5">
        {workspace && (
          <Card
            title={workspace.teamName}
            description={text.connected}
            actions={
              <>
                {connect}
                <ConfirmMutation
                  mutation={disconnectSlackMutation}
                  trigger={<Button>{text.disconnect.trigger}</Button>}
                  title={text.disconnect.title(workspace.teamName)}
                  description={text.disconnect.description}
                  confirm={text.disconnect.confirm}
                  done={text.disconnect.done}
                />
              </>
            }
          >
            <DescriptionList
              items={[
                { term: text.about.workspace, value: <span className="font-mono text-xs">{workspace.teamId}</span> },
                { term: text.about.connectedAt, value: <Time at={workspace.connectedAt} /> },
                { term: text.about.lastClick, value: workspace.lastClickAt ? <Time at={workspace.lastClickAt} show="relative" /> : text.about.noClick },
                { term: text.about.sent, value: <TextLink href={paths.admin.deliveries("?channel=slack")}>{text.about.everyMessage}</TextLink> },
              ]}
            />
          </Card>
        )}
        {workspace && (
          <Card title={text.channels.title} description={text.channels.description} actions={<AddRoute groups={groups.map(({ name }) => name)} add={addRouteMutation} />}>
            <div className="flex flex-col gap-5">
              <ChannelForm channel={workspace.routes.channel} change={usualChannelMutation} />
              {workspace.routes.routes.length > 0 && <RouteTable routes={workspace.routes.routes} remove={removeRouteMutation} />}
              {workspace.routes.channel && <Trial mutation={testSlackMutation} fields={{ channel: workspace.routes.channel }} words={testMessage} />}
            </div>
          </Card>
        )}
        <Card title={workspace ? text.app.title : text.app.make} description={text.app.description} actions={!workspace && connect}>
          <div className="flex flex-col gap-3">
            <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm">
              {text.app.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <CodeBlock label={text.app.manifest} code={manifestOf(env().PUBLIC_URL)} trusted />
          </div>
        </Card>
      </div>
    </>
  );
}
