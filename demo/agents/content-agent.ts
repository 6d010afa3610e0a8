import type { Scene } from "./scene";

export const contentScenes = (): Scene[] => [
  {
    name: "meeting",
    title: "Internal meeting",
    proposal: {
      tool: "create_meeting",
      params: {
        title: "Spring catalogue: first layout",
        starts_at: "2027-01-20T09:00:00Z",
        minutes: 45,
        attendees: ["ines@acme.example", "jonas@acme.example"],
      },
      statement: { reasoning: "Both are free then, and the printer needs the layout by February.", confidence: 0.95 },
    },
  },
  {
    name: "press-mail",
    title: "Press mail",
    proposal: {
      tool: "send_email",
      params: {
        to: ["desk@interiors-weekly.example", "news@craft-quarterly.example"],
        subject: "Acme opens a second workshop in Porto",
        text:
          "In March 2027 Acme opens a workshop in Porto with fourteen places for apprentices. Pictures and a conversation " +
          "with Inês Faria, who will run it, are available on request.\n\nAcme Furniture, press",
      },
      statement: { reasoning: "The press plan has this date, and both desks asked to be told first.", confidence: 0.86 },
      on_behalf_of: "ines@acme.example",
    },
  },
  {
    name: "social-post",
    title: "Social post",
    proposal: {
      tool: "publish_post",
      params: {
        channel: "mastodon",
        text: "The first counter stools from reclaimed ash are drying in the loft. Forty of them, no two alike.",
      },
      statement: { reasoning: "Planned for this week in the content calendar.", confidence: 0.9 },
    },
  },
  {
    name: "newsletter",
    title: "A tool nobody registered",
    proposal: {
      tool: "schedule_newsletter",
      params: { list: "all-customers", subject: "What the workshop learned this year", send_on: "2026-12-15" },
      statement: { reasoning: "The newsletter goes out every December.", confidence: 0.84 },
    },
  },
];
