package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

// noPreview keeps links from growing into pictures.
const noPreview = `{"is_disabled":true}`

var (
	errStranger = errors.New("telegram: no chat of Telegram")
	errCode     = errors.New("telegram: the code of a button has not from 1 to 64 bytes")
	errSplit    = errors.New("telegram: a part of the message arrived before this")
)

// Send implements bot.Sender. A text too long for one message becomes several,
// the buttons below the last; the reference stands for all of them. When one of
// the later ones fails the outcome is unknown: those before it arrived, and
// sending again would show them twice.
func (t *Telegram) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if _, err := strconv.ParseInt(string(out.Chat), 10, 64); err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: errStranger}
	}
	all, err := inPieces(out)
	if err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: err}
	}
	var sent []string
	for i, o := range all {
		if err := room(ctx, out, i); err != nil {
			return "", failed(err, i)
		}
		number, err := t.sendOne(ctx, o)
		if err != nil {
			return "", failed(err, i)
		}
		if number != "" {
			sent = append(sent, number)
		}
	}
	if before := messages(out.Replace); len(before) > len(all) {
		t.take(ctx, out.Chat, before[len(all):])
	}
	return reference(sent), nil
}

// inPieces returns the messages that a message is on Telegram, in order. They
// take the place of those that are to be replaced, as far as these go.
func inPieces(out bot.Outgoing) ([]one, error) {
	keys, err := keyboard(out.Message.Choice)
	if err != nil {
		return nil, err
	}
	before := messages(out.Replace)
	var all []one
	for i, p := range parts(out.Message.Text, maxText) {
		o := one{chat: string(out.Chat), part: p, silent: out.Message.Silent}
		if i < len(before) {
			o.replace = before[i]
		}
		all = append(all, o)
	}
	all[len(all)-1].keys = keys
	return all, nil
}

// room waits until one message more may be sent.
func room(ctx context.Context, out bot.Outgoing, sent int) error {
	if sent == 0 || out.Room == nil {
		return nil
	}
	return out.Room(ctx)
}

// take removes messages that a shorter one took the place of. One that cannot
// be removed any more only stays.
func (t *Telegram) take(ctx context.Context, chat bot.ChatID, surplus []string) {
	_, _ = t.caller.call(ctx, tellLimit, "deleteMessages", tgbotapi.Params{
		"chat_id": string(chat), "message_ids": "[" + strings.Join(surplus, ",") + "]",
	})
}

// failed returns what an error means when so many parts are already out.
func failed(err error, before int) error {
	se := sendError(err)
	if before > 0 && se.Class != bot.SendGone {
		se = &bot.SendError{Class: bot.SendUnknown, Invalid: se.Invalid, Err: errors.Join(errSplit, se.Err)}
	}
	return se
}

// one is one message as Telegram knows it.
type one struct {
	chat    string
	replace string
	part    part
	keys    string
	silent  bool
}

// sendOne sends a message or changes one. One that cannot be changed any more
// is sent anew, and one whose markup Telegram does not like goes out plain.
func (t *Telegram) sendOne(ctx context.Context, o one) (number string, err error) {
	number, err = t.attempt(ctx, o, true)
	said, answered := errors.AsType[*answerError](err)
	switch {
	case !answered:
		return number, err
	case o.replace != "" && said.notModified():
		return o.replace, nil
	case o.replace != "" && said.noMessage():
		o.replace = ""
		return t.sendOne(ctx, o)
	case said.badMarkup():
		return t.attempt(ctx, o, false)
	}
	return number, err
}

func (t *Telegram) attempt(ctx context.Context, o one, markup bool) (number string, err error) {
	method, params := o.request(markup)
	result, err := t.caller.call(ctx, sendLimit, method, params)
	if err != nil {
		return "", err
	}
	var sent tgbotapi.Message
	if err := json.Unmarshal(result, &sent); err != nil || sent.MessageID == 0 {
		return o.replace, nil // it arrived; only it cannot be changed
	}
	return strconv.Itoa(sent.MessageID), nil
}

func (o one) request(markup bool) (method string, params tgbotapi.Params) {
	method = "sendMessage"
	params = tgbotapi.Params{"chat_id": o.chat, "text": o.part.text, "link_preview_options": noPreview}
	params.AddNonEmpty("reply_markup", o.keys)
	params.AddBool("disable_notification", o.silent)
	if markup {
		params["text"], params["parse_mode"] = o.part.html(), "HTML"
	}
	if o.replace != "" {
		method, params["message_id"] = "editMessageText", o.replace
		delete(params, "disable_notification")
	}
	return method, params
}
