/** What an admin pastes at https://api.slack.com/apps?new_app=1 (From a manifest): https://docs.slack.dev/reference/app-manifest */
export function manifestOf(publicUrl: string): string {
  return JSON.stringify(
    {
      display_information: {
        name: "Countersign",
        description: "Shows what AI agents want to do, for people to approve or reject",
        background_color: "#1f2937",
      },
      features: {
        bot_user: { display_name: "Countersign", always_online: true },
        // Direct messages stand in the app's Messages tab; nobody writes back there.
        app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      },
      oauth_config: {
        // Posting and updating messages; who a user is, and whether a guest; finding a person by their address.
        scopes: { bot: ["chat:write", "users:read", "users:read.email"] },
      },
      settings: {
        interactivity: { is_enabled: true, request_url: `${publicUrl}/api/slack/interactions` },
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    },
    null,
    2,
  );
}
