package telegram

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/adapters/border"
	"unknot/bot"
)

// handle does what an update asks for, and says whether it is finished.
func (in *intake) handle(ctx context.Context, u update) (finished bool) {
	e, ok := in.t.read(ctx, u, in.name)
	if !ok {
		return true
	}
	return in.t.hand(ctx, in.handler, e)
}

// read returns what the bot is told of an update, if anything. A group is told
// where to write.
func (t *Telegram) read(ctx context.Context, u update, name string) (bot.Event, bool) {
	if group, ok := u.group(); ok {
		t.refuse(ctx, group, name)
		return bot.Event{}, false
	}
	e, ok := u.event()
	if !ok && u.Callback != nil {
		t.strange(ctx)
	}
	return e, ok
}

// hand gives an event to the handler, again and again while the store is away,
// and says whether the event is finished. Only the end of ctx leaves it
// unfinished.
func (t *Telegram) hand(ctx context.Context, h bot.Handler, e bot.Event) bool {
	err := border.Hand(ctx, h, e, t.pauses.growing(), func(pause time.Duration) {
		t.log.WarnContext(ctx, "telegram: store away, handing the event over again", slog.Duration("pause", pause))
	})
	switch {
	case err == nil:
		return true
	case ctx.Err() != nil:
		return false
	}
	t.unhandled(ctx, e, err)
	return true
}

func (t *Telegram) unhandled(ctx context.Context, e bot.Event, err error) {
	t.log.ErrorContext(ctx, "telegram: event not handled", slog.String("event", string(e.ID)), slog.String("kind", border.Kind(err)))
}

// release lets a pressed button stop spinning. Nothing depends on it.
func (t *Telegram) release(ctx context.Context, callback string) {
	_, _ = t.caller.call(ctx, tellLimit, "answerCallbackQuery", tgbotapi.Params{"callback_query_id": callback})
}

// refuse tells a group, once, that the bot works in private chats: what is
// said to it is nobody else's business.
func (t *Telegram) refuse(ctx context.Context, group int64, name string) {
	if len(t.introductions) == 0 || !t.refused.add(group) {
		return
	}
	text := t.introductions[0].Private
	if name != "" {
		text += "\n\nhttps://t.me/" + name
	}
	err := t.tell(ctx, "sendMessage", tgbotapi.Params{
		"chat_id": strconv.FormatInt(group, 10), "text": text, "link_preview_options": noPreview,
	})
	if err != nil {
		t.log.InfoContext(ctx, "telegram: a group was not told", slog.String("why", err.Error()))
	}
}
