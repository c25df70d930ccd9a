package telegram_test

import (
	"context"
	"fmt"
	"testing"

	"unknot/adapters/telegram"
	"unknot/bot"
)

// What somebody does in their private chat, and what the bot is told of it.
func TestEvents(t *testing.T) {
	const here = `"from":{"id":77,"is_bot":false,"first_name":"A"},"chat":{"id":77,"type":"private"},"date":1`
	message := func(what string) string {
		return fmt.Sprintf(`{"update_id":5,"message":{"message_id":9,%s,%s}}`, here, what)
	}
	aside := func(a bot.Aside, text string) bot.Event {
		return bot.Event{Kind: bot.EventAside, Aside: a, Text: text}
	}
	for name, c := range map[string]struct {
		update string
		want   bot.Event // of no kind: the bot is told nothing
	}{
		"words":                  {message(`"text":"done 4"`), bot.Event{Kind: bot.EventText, Text: "done 4"}},
		"an answer to a message": {message(`"text":"done","reply_to_message":{"message_id":3,"text":"chest pain"}`), bot.Event{Kind: bot.EventText, Text: "done"}},
		"a command":              {message(`"text":"/privacy@unknot_bot"`), bot.Event{Kind: bot.EventText, Text: "privacy"}},
		"a link":                 {message(`"text":"/start r_S-05"`), bot.Event{Kind: bot.EventOpen, Link: "r_S-05"}},
		"a link, with the name":  {message(`"text":"/start@unknot_bot l_a-b_9"`), bot.Event{Kind: bot.EventOpen, Link: "l_a-b_9"}},
		"a made up link":         {message(`"text":"/start I_have_chest_pain"`), bot.Event{Kind: bot.EventOpen, Link: "I_have_chest_pain"}},
		"no link":                {message(`"text":"/start"`), bot.Event{Kind: bot.EventText, Text: "start"}},
		"words below a picture":  {message(`"photo":[{"file_id":"x"}],"caption":"done"`), bot.Event{Kind: bot.EventText, Text: "done"}},
		"a voice note":           {message(`"voice":{"file_id":"x","duration":3}`), aside(bot.AsideVoice, "")},
		"a round video":          {message(`"video_note":{"file_id":"x"}`), aside(bot.AsideVoice, "")},
		"music":                  {message(`"audio":{"file_id":"x"}`), aside(bot.AsideVoice, "")},
		"a sticker":              {message(`"sticker":{"file_id":"x","emoji":"👍"}`), aside(bot.AsideSticker, "")},
		"a moving picture":       {message(`"animation":{"file_id":"x"},"document":{"file_id":"x"}`), aside(bot.AsideSticker, "")},
		"dice":                   {message(`"dice":{"emoji":"🎲","value":3}`), aside(bot.AsideSticker, "")},
		"a picture":              {message(`"photo":[{"file_id":"x"}]`), aside(bot.AsidePicture, "")},
		"a video":                {message(`"video":{"file_id":"x"}`), aside(bot.AsidePicture, "")},
		"a file":                 {message(`"document":{"file_id":"x"}`), aside(bot.AsideFile, "")},
		"a place":                {message(`"location":{"latitude":1,"longitude":2}`), aside(bot.AsidePlace, "")},
		"a venue":                {message(`"venue":{"title":"x"},"location":{"latitude":1,"longitude":2}`), aside(bot.AsidePlace, "")},
		"a contact":              {message(`"contact":{"phone_number":"1"}`), aside(bot.AsideContact, "")},
		"a poll":                 {message(`"poll":{"id":"1","question":"chest pain?"}`), aside(bot.AsidePoll, "")},
		"a forwarded text":       {message(`"text":"done","forward_origin":{"type":"user"}`), aside(bot.AsideForward, "done")},
		"a forwarded link":       {message(`"text":"/start r_S-05","forward_origin":{"type":"user"}`), aside(bot.AsideForward, "start r_S-05")},
		"a forwarded picture":    {message(`"photo":[{"file_id":"x"}],"forward_origin":{"type":"hidden_user"}`), aside(bot.AsideForward, "")},
		"a pinned message":       {message(`"pinned_message":{"message_id":3}`), bot.Event{}},
		"white space":            {message(`"text":" \n "`), bot.Event{}},
		"an edit":                {fmt.Sprintf(`{"update_id":5,"edited_message":{"message_id":9,%s,"text":"done 5"}}`, here), aside(bot.AsideEdit, "done 5")},
		"an edited caption":      {fmt.Sprintf(`{"update_id":5,"edited_message":{"message_id":9,%s,"caption":"done"}}`, here), aside(bot.AsideEdit, "done")},
		"a place that moves":     {fmt.Sprintf(`{"update_id":5,"edited_message":{"message_id":9,%s,"location":{"latitude":1,"longitude":2}}}`, here), bot.Event{}},
		"a block":                {fmt.Sprintf(`{"update_id":5,"my_chat_member":{%s,"new_chat_member":{"status":"kicked"}}}`, here), bot.Event{Kind: bot.EventClosed}},
		"a block taken back":     {fmt.Sprintf(`{"update_id":5,"my_chat_member":{%s,"new_chat_member":{"status":"member"}}}`, here), bot.Event{Kind: bot.EventReopened}},
		"a block in a group":     {`{"update_id":5,"my_chat_member":{"from":{"id":77},"chat":{"id":-5,"type":"group"},"new_chat_member":{"status":"kicked"}}}`, bot.Event{}},
		"an edit in a group":     {`{"update_id":5,"edited_message":{"from":{"id":77},"chat":{"id":-5,"type":"group"},"text":"x"}}`, bot.Event{}},
		"an unknown update":      {`{"update_id":5,"poll_answer":{"poll_id":"1"}}`, bot.Event{}},
	} {
		t.Run(name, func(t *testing.T) {
			got, told := telegram.Event(c.update)
			if told != (c.want.Kind != 0) {
				t.Fatalf("told %v: %+v", told, got)
			}
			if !told {
				return
			}
			c.want.ID, c.want.Doc, c.want.Chat = "telegram:5", "telegram:77", "77"
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// Every command in the list is understood, with and without the name of the
// bot, and what is no command is words like others.
func TestCommandsArrive(t *testing.T) {
	reader := bot.NewReader()
	verb := func(text string) bot.Verb {
		e, _ := telegram.Event(fmt.Sprintf(`{"update_id":5,"message":{"from":{"id":77},"chat":{"id":77,"type":"private"},"text":%q}}`, text))
		return reader.Understand(e.Text).Verb
	}
	for _, name := range bot.Commands() {
		if want := verb(name); want == bot.VerbNone || verb("/"+name) != want || verb("/"+name+"@unknot_bot") != want {
			t.Errorf("/%s is %q, want %q", name, verb("/"+name), want)
		}
	}
	for _, text := range []string{"/xyzzy", "/", "/@unknot_bot", "/xyzzy@unknot_bot help"} {
		if got := verb(text); got != bot.VerbNone {
			t.Errorf("%s is %q", text, got)
		}
	}
}

// The pictures of an album are answered once, and its words as well.
func TestAnAlbum(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{answer: func(context.Context, bot.Event) error { return nil }}
		running(t, f, h, nil)
		for range 3 {
			f.Happen(`{"update_id":ID,"message":{"from":{"id":77},"chat":{"id":77,"type":"private"},"media_group_id":"13","photo":[{"file_id":"x"}]}}`)
		}
		f.Happen(`{"update_id":ID,"message":{"from":{"id":77},"chat":{"id":77,"type":"private"},"media_group_id":"13","photo":[{"file_id":"x"}],"caption":"done"}}`)
		until(t, "all are confirmed", func() bool { return f.Acknowledged() == 4 })
		ids := map[bot.EventID]int{}
		for _, e := range h.events {
			ids[e.ID]++
		}
		if ids["telegram:album:13"] != 3 || len(ids) != 2 {
			t.Errorf("the events were %v", ids)
		}
	})
}

// A block and its end arrive in the order in which they happened.
func TestABlockAndItsEnd(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		h := &handler{}
		running(t, f, h, nil)
		f.write("hello")
		f.Block(person, true)
		f.Block(person, false)
		f.write("again")
		until(t, "all are confirmed", func() bool { return f.Acknowledged() == 4 })
		var kinds []bot.EventKind
		for _, e := range h.events {
			kinds = append(kinds, e.Kind)
		}
		if want := fmt.Sprint([]bot.EventKind{bot.EventText, bot.EventClosed, bot.EventReopened, bot.EventText}); fmt.Sprint(kinds) != want {
			t.Errorf("the kinds were %v, want %s", kinds, want)
		}
	})
}
