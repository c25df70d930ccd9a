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
	errFar      = errors.New("discord: nothing more can be said where the person was last")
	errSplit    = errors.New("discord: a part of the message arrived before this")
)

// Send implements bot.Sender. A text too long for one message becomes several,
// the buttons and the file with the last; the reference stands for all of them.
// When one of the later ones fails the outcome is unknown: those before it
// arrived, and sending again would show them twice.
func (d *Discord) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	a := d.answering(out)
	out.Message.Choice = a.withForm(out.Message)
	pieces, err := piecesOf(out)
	if err != nil {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: err}
	}
	a.aim(pieces, readNames(out.Replace))
	var sent []name
	for i, p := range pieces {
		if err := room(ctx, out, i); err != nil {
			return "", failed(err, i)
		}
		n, err := d.sendOne(ctx, a, out, p)
		if err != nil {
			return "", failed(err, i)
		}
		sent = append(sent, n)
	}
	if before := readNames(out.Replace); len(before) > len(pieces) {
		d.remove(ctx, out.Chat, before[len(pieces):])
	}
	return reference(sent), nil
}

// room waits until one message more may be sent.
func room(ctx context.Context, out bot.Outgoing, sent int) error {
	if sent == 0 || out.Room == nil {
		return nil
	}
	return out.Room(ctx)
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
// direct messages of the person. Private words never go anywhere else. What a
// server tells all of its members goes into its channel.
func (d *Discord) sendOne(ctx context.Context, a *answer, out bot.Outgoing, p piece) (name, error) {
	if a != nil {
		n, err := a.say(ctx, &d.caller, p)
		if !errors.Is(err, errOver) && !errors.Is(err, errElsewhere) {
			return n, err
		}
	}
	if out.Near {
		return name{}, &bot.SendError{Class: bot.SendPermanent, Err: errFar}
	}
	if channel, public := publicChannel(out.Chat); public {
		return d.post(ctx, channel, out.Way, p)
	}
	channel, err := d.room(ctx, out.Chat)
	if err != nil {
		return name{}, err
	}
	n, err := d.write(ctx, channel, p)
	if has(err, codeUnknownChannel) {
		d.rooms.forget(channel)
	}
	return n, err
}

// write changes a message or writes one. One that cannot be changed any more is
// written anew.
func (d *Discord) write(ctx context.Context, channel string, p piece) (name, error) {
	if p.replace.id != "" && !p.replace.fleeting {
		_, err := d.caller.call(ctx, request{what: "change of a message", method: "PATCH", path: inRoom(channel) + "/" + p.replace.id, body: p.change(), file: p.file, repeatable: true})
		if !has(err, codeUnknownMessage, codeForeignMessage) {
			p.replace.laidOut = p.laidOut()
			return p.replace, err
		}
	}
	said, err := d.caller.call(ctx, request{what: "message", method: "POST", path: inRoom(channel), body: p.once(), file: p.file, repeatable: p.nonce != ""})
	n := nameIn(said, false)
	n.laidOut = p.laidOut()
	return n, err
}

// remove takes messages away that a shorter one took the place of. One that
// cannot be removed only stays.
func (d *Discord) remove(ctx context.Context, chat bot.ChatID, surplus []name) {
	for _, n := range surplus {
		if channel := string(chat); isNumber(channel) && !n.fleeting {
			_, _ = d.caller.call(ctx, request{what: "removal", method: "DELETE", path: inRoom(channel) + "/" + n.id})
		}
	}
}

func inRoom(channel string) string { return "channels/" + channel + "/messages" }

// nonce names a part of a message for the few minutes that Discord remembers
// it. It takes at most 25 characters.
func nonce(key string, part int) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s#%d", key, part))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}
