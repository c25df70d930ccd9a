package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/adapters/border"
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
// the buttons below the last; the reference stands for all of them. When one
// fails after a new one arrived the outcome is unknown: sending again would show
// that twice.
func (t *Telegram) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if _, err := strconv.ParseInt(string(out.Chat), 10, 64); err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: errStranger}
	}
	all, err := inPieces(out)
	if err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: err}
	}
	if err := t.floods.left(out.Chat, time.Now()); err != nil {
		return "", err
	}
	var sent []string
	fresh := 0 // those that did not take the place of another
	for i, o := range all {
		if err := room(ctx, out, i); err != nil {
			return "", t.failed(out.Chat, err, fresh)
		}
		number, err := t.sendOne(ctx, o)
		if err != nil {
			return "", t.failed(out.Chat, err, fresh)
		}
		if o.replace == "" || number != o.replace {
			fresh++
		}
		if number != "" {
			sent = append(sent, number)
		}
	}
	if before := messages(out.Replace); len(before) > len(all) && out.Message.File == nil {
		t.take(ctx, out.Chat, before[len(all):])
	}
	return reference(sent), nil
}

// inPieces returns the messages that a message is on Telegram, in order. They
// take the place of those that are to be replaced, as far as these go; one with
// a file takes nobody's, for a text cannot become a file.
func inPieces(out bot.Outgoing) ([]one, error) {
	keys, err := keyboard(out.Message.Choice)
	if err != nil {
		return nil, err
	}
	before := messages(out.Replace)
	var all []one
	for i, p := range parts(out.Message.Text, maxText) {
		o := one{chat: string(out.Chat), part: p, silent: out.Message.Silent}
		if i < len(before) && out.Message.File == nil {
			o.replace = before[i]
		}
		all = append(all, o)
	}
	if f := out.Message.File; f != nil {
		all = withFile(all, f)
	}
	all[len(all)-1].keys = keys
	return all, nil
}

// withFile adds a file: the text is its caption, or comes before it when it is
// too long for one.
func withFile(all []one, f *bot.File) []one {
	last := all[len(all)-1]
	if len(all) == 1 && border.Units(last.part.Text) <= maxCaption {
		all[0].file, all[0].kind = f, kindOf(f)
		return all
	}
	return append(all, one{chat: last.chat, silent: last.silent, file: f, kind: kindOf(f)})
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

// failed returns what an error means when so many new messages are out already.
func (t *Telegram) failed(chat bot.ChatID, err error, before int) error {
	se := sendError(err)
	if se.Class == bot.SendWait {
		se.All = t.floods.told(chat, se.Wait, time.Now())
	}
	if before > 0 && se.Class != bot.SendGone {
		se = &bot.SendError{Class: bot.SendUnknown, Invalid: se.Invalid, Err: errors.Join(errSplit, se.Err)}
	}
	return se
}

// one is one message as Telegram knows it.
type one struct {
	chat    string
	replace string
	part    border.Prose
	file    *bot.File // its text is the caption then
	kind    fileKind
	keys    string
	silent  bool
}

// sendOne sends a message or changes one. One that cannot be changed any more
// is sent anew, one whose markup Telegram does not like goes out plain, and a
// picture that it cannot show goes as a document.
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
	case o.file != nil && said.badFileID() && t.files.find(o.kind.id(o.file)) != "":
		t.files.forget(o.kind.id(o.file))
		return t.sendOne(ctx, o)
	case o.kind == asPhoto() && said.badPhoto():
		o.kind = asDocument()
		return t.sendOne(ctx, o)
	}
	return number, err
}

func (t *Telegram) attempt(ctx context.Context, o one, markup bool) (number string, err error) {
	method, params := o.request(markup)
	var files []tgbotapi.RequestFile
	if o.file != nil {
		files = t.files.attach(params, o.kind, o.file)
	}
	result, err := t.caller.call(ctx, sendLimit, method, params, files...)
	if err != nil {
		return "", err
	}
	s := readSent(result)
	if id := s.fileID(); o.file != nil && id != "" {
		t.files.keep(o.kind.id(o.file), id)
	}
	if s.ID == 0 {
		return o.replace, nil // it arrived; only it cannot be changed
	}
	return strconv.Itoa(s.ID), nil
}

func (o one) request(markup bool) (method string, params tgbotapi.Params) {
	params = tgbotapi.Params{"chat_id": o.chat}
	params.AddNonEmpty("reply_markup", o.keys)
	text := o.part.Text
	if markup {
		text, params["parse_mode"] = html(o.part), "HTML"
	}
	switch {
	case o.file != nil:
		method = o.kind.method
		params.AddNonEmpty("caption", text)
		params.AddBool("disable_notification", o.silent)
	case o.replace != "":
		method = "editMessageText"
		params["text"], params["link_preview_options"], params["message_id"] = text, noPreview, o.replace
	default:
		method = "sendMessage"
		params["text"], params["link_preview_options"] = text, noPreview
		params.AddBool("disable_notification", o.silent)
	}
	return method, params
}
