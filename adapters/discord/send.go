package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"unknot/bot"
)

var (
	errStranger = errors.New("discord: no chat of Discord")
	errSplit    = errors.New("discord: a part of the message arrived before this")
)

// Send implements bot.Sender. A text too long for one message becomes several,
// the buttons and the file with the last, which is the reference. When one of
// the later parts fails the outcome is unknown: the parts before it arrived.
func (d *Discord) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	pieces, err := piecesOf(out)
	if err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: err}
	}
	a := d.open.get(out.Way)
	reference := out.Replace
	for i, p := range pieces {
		reference, err = d.sendOne(ctx, a, out.Chat, p)
		if err != nil {
			return "", failed(err, i)
		}
	}
	return reference, nil
}

// failed returns what an error means when so many parts are already out.
func failed(err error, before int) error {
	se := sendError(err)
	if before > 0 && se.Class != bot.SendGone {
		se = &bot.SendError{Class: bot.SendUnknown, Invalid: se.Invalid, Err: errors.Join(errSplit, se.Err)}
	}
	return se
}

// sendOne says a piece over an interaction where there is one, and else in the
// direct messages of the person. Private words never go anywhere else.
func (d *Discord) sendOne(ctx context.Context, a *answer, chat bot.ChatID, p piece) (bot.Reference, error) {
	if a != nil {
		reference, err := a.say(ctx, &d.caller, p)
		if !errors.Is(err, errOver) && !errors.Is(err, errElsewhere) {
			return reference, err
		}
	}
	room, err := d.room(ctx, chat)
	if err != nil {
		return "", err
	}
	reference, err := d.write(ctx, room, p)
	if has(err, codeUnknownChannel) {
		d.rooms.forget(room)
	}
	return reference, err
}

// write changes a message or writes one. One that cannot be changed any more is
// written anew.
func (d *Discord) write(ctx context.Context, room string, p piece) (bot.Reference, error) {
	path := "channels/" + room + "/messages"
	if p.replace.id != "" && !p.replace.fleeting {
		_, err := d.caller.call(ctx, request{what: "change of a message", method: "PATCH", path: path + "/" + p.replace.id, body: p.change(), file: p.file, repeatable: true})
		if !has(err, codeUnknownMessage, codeForeignMessage) {
			return p.replace.reference(), err
		}
	}
	said, err := d.caller.call(ctx, request{what: "message", method: "POST", path: path, body: p.once(), file: p.file, repeatable: p.nonce != ""})
	if err != nil {
		return "", err
	}
	return nameIn(said, false).reference(), nil
}

// nonce names a part of a message for the few minutes that Discord remembers
// it. It takes at most 25 characters.
func nonce(key string, part int) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s#%d", key, part))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}
