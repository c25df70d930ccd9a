package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

// privateChats is where the commands are shown: the bot works nowhere else.
const privateChats = `{"type":"all_private_chats"}`

// mostPresents is how often the bot tries to present itself in one run. It
// works all the same when Telegram takes nothing of it.
const mostPresents = 5

// present puts the list of commands and the descriptions right, in every
// language, and writes only what differs.
func (t *Telegram) present(ctx context.Context) {
	growing := t.pauses.growing()
	for range mostPresents {
		err := t.presentAll(ctx)
		if err == nil || !t.rest(ctx, err, growing) {
			return
		}
	}
}

func (t *Telegram) presentAll(ctx context.Context) error {
	var errs []error
	for _, i := range t.introductions {
		errs = append(errs,
			t.putCommands(ctx, i),
			t.putText(ctx, "MyDescription", "description", i.About, i.Language),
			t.putText(ctx, "MyShortDescription", "short_description", i.Short, i.Language))
	}
	return errors.Join(errs...)
}

// command is a command as Telegram lists it.
type command struct {
	Name string `json:"command"`
	Text string `json:"description"`
}

func (t *Telegram) putCommands(ctx context.Context, i bot.Introduction) error {
	var want []command
	for _, c := range i.Commands {
		want = append(want, command{Name: c.Name, Text: c.Text})
	}
	params := tgbotapi.Params{"scope": privateChats}
	params.AddNonEmpty("language_code", i.Language)
	var there []command
	if err := t.ask(ctx, "getMyCommands", params, &there); err != nil || slices.Equal(there, want) {
		return err
	}
	list, err := json.Marshal(want)
	if err != nil {
		return err
	}
	params["commands"] = string(list)
	return t.tell(ctx, "setMyCommands", params)
}

// putText puts a text right that Telegram has by a name of its own.
func (t *Telegram) putText(ctx context.Context, name, field, want, language string) error {
	params := tgbotapi.Params{}
	params.AddNonEmpty("language_code", language)
	there := map[string]string{}
	if err := t.ask(ctx, "get"+name, params, &there); err != nil || there[field] == want {
		return err
	}
	params[field] = want
	return t.tell(ctx, "set"+name, params)
}

// ask calls a method and reads its result into a value.
func (t *Telegram) ask(ctx context.Context, method string, params tgbotapi.Params, into any) error {
	result, err := t.caller.call(ctx, sendLimit, method, params)
	if err == nil && json.Unmarshal(result, into) != nil {
		return &callError{method: method, cause: errAnswer}
	}
	return err
}

// tell calls a method that has no result worth reading.
func (t *Telegram) tell(ctx context.Context, method string, params tgbotapi.Params) error {
	_, err := t.caller.call(ctx, sendLimit, method, params)
	return err
}
