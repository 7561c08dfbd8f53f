"""The carrier simulator: a separate program that speaks the Vonage HTTP API and its webhooks on loopback.

It imports neither Django nor any other Portico module. `simulator.Simulator` is the whole carrier without a
socket (tests, flow tester); `python -m carrier.simulator` puts two loopback ports in front of it; `client` is
the typed control client for the demo and the trials. Contract: research page on Vonage, section 6.
"""
